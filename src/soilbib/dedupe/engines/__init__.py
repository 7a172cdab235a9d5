"""The engines: the same stages, in one process, on all cores with the records on disk, or on Apache Spark."""
