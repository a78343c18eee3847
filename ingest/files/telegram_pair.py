from contextlib import contextmanager


@contextmanager
def joined(paths):
    yield list(paths)
