manage-load-line = Загрузка { $id }: { $file }, { $moment }, строк: { $rows }.
manage-load-none = Из файлов ещё ничего не загружено.
manage-load-off = Здесь загрузку отменяют в командной строке: demetra unload { $id }.
manage-load-preview = Отменю загрузку { $id } ({ $file }, { $moment }, прочитано строк: { $rows }): что она принесла, уйдёт, что заменила — вернётся. Выполнить? Ответьте «да».
manage-load-done = Загрузка { $id } ({ $file }) отменена: удалено фактов { $removed }, стоят как прежде { $restored }.
