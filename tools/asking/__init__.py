"""What was asked becomes what is stored: phrases to days, names to values, comparisons counted from the days asked of.

Stands on `tools.semantics`, `tools.words` and the catalogue; the tools and the command line call `understand`.
"""

from tools.asking.resolving import Resolved, understand

__all__ = ["Resolved", "understand"]
