"""What the words of a message may mean, with offsets: one extractor a kind; `scan` weighs overlaps."""

from agent.understanding.spans.span import Stretch as Stretch
