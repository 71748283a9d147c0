"""gdata 2.0.18 for Python 3."""

__version__ = "0.1.0"
