"""From spans to frames: constructs, one file each, turn what stands together into typed edits of a frame."""

from agent.understanding.grammar.frame import Frame as Frame
from agent.understanding.grammar.frame import Said as Said
from agent.understanding.grammar.scene import Scene as Scene
