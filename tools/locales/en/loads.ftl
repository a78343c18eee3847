manage-load-line = Load { $id }: { $file }, { $moment }, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}.
manage-load-none = Nothing has been loaded from files.
manage-load-off = Here a load is taken back on the command line: demetra unload { $id }.
manage-load-preview = I will take back load { $id } ({ $file }, { $moment }, rows read: { $rows }): what it brought goes, what it had replaced returns. Go ahead? Answer "yes".
manage-load-done = Load { $id } ({ $file }) is taken back: facts removed { $removed }, facts that stand as before { $restored }.
