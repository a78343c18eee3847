"""Claims: what a sentence says about figures, checked against what tools found.

A sentence is true when everything in it that could be false is borne out by a cell of a result: figure, name, metric,
days, unit, direction, rank, cause, advice. A word that is neither borne out nor known to claim nothing makes it
uncertain. Uses `semantics`, `words`, `engine` and results of tools; used by the agent, which lets a model say true
sentences only, and by `check_claim`, which judges other people's.
"""

from tools.claims.check import Judgement, Verdict, judge
from tools.claims.evidence import Context, Evidence
from tools.claims.sentences import sentences

__all__ = ["Context", "Evidence", "Judgement", "Verdict", "judge", "sentences"]
