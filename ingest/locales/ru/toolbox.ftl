toolbox-bad-arguments = Вызов { $tool } не подходит под схему: { $problems }. Исправьте и вызовите снова.
toolbox-no-such-tool = Инструмента { $tool } нет; есть: { $known }.
