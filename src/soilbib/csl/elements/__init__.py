"""One file per rendering element: ``compile_x(node, env)`` gives a closure, or the constant it always renders."""
