reader-missing = The learned reader has no weights ({ $file } is not there). Put back the file of this version, or make it with `python -m benchmarks.reader.train`.
reader-other-labels = The learned reader's weights ({ $file }) belong to another version of its labels. Put back the file of this version, or make it with `python -m benchmarks.reader.train`.
