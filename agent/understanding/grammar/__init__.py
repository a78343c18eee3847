"""From spans to frames: constructs, one file each, turn what stands together into typed edits of a frame."""

from agent.understanding.grammar.frame import Slot as Slot
from agent.understanding.grammar.frame import Wanted as Wanted
from agent.understanding.grammar.scene import Clause as Clause
