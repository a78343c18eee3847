reader-missing = У обученного чтеца нет весов (файла { $file } нет на месте). Верните файл этой версии или сделайте его командой `python -m benchmarks.reader.train`.
reader-other-labels = Веса обученного чтеца ({ $file }) относятся к другой версии его меток. Верните файл этой версии или сделайте его командой `python -m benchmarks.reader.train`.
