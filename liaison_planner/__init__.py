"""Plans a transition into physician-liaison work: what is missing, what closes it, when and at what cost."""

__version__ = "0.1.0"
