"""The learned reader: a small encoder that reads act, metrics, cuts, flags, edits, requests and tags off a message.

It decides nothing: days, numbers, stored names and refusals belong to rules, and its probabilities are one voice among
theirs. Needs numpy and the artefact beside it; neither network nor a training library.
"""

from agent.understanding.reader.before import Before as Before
from agent.understanding.reader.reader import Reader as Reader
from agent.understanding.reader.reading import Reading as Reading
from agent.understanding.reader.reading import ReadSpan as ReadSpan
from agent.understanding.reader.reading import ReadToken as ReadToken
