"""One file per rendering element: ``compile_x(node, env)`` gives a closure, or a constant."""
