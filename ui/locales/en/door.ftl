# What the door says to those who knock: uploads, sign-in, limits.
door-file-too-large = The file is larger than { $most } MB, the most that is read here. Split it by months, or load it on the server with demetra ingest.
door-too-many-files = This conversation already holds { $most } files. Begin a new one to attach more.
door-disk-full = The server's disk is nearly full, so the file was not received. Ask whoever runs Demetra to free some space.
door-no-file = The request holds no file. Attach one and send it again.
door-file-kind = This kind of file is not read. Possible: { $possible }.
door-no-session = The request names no conversation of ours. Reload the page.
door-no-users = Listening on { $host } lets others in, and nobody can sign in yet. Add a person with demetra user add NAME --role admin, or set DEMETRA_ADMIN_PASSWORD, or listen on 127.0.0.1 only.
door-local-admin = Nobody signs in: whoever sits at this machine is the administrator. Add people with demetra user add.
door-sign-in = People sign in with their name and password.
door-too-many-tries = Too many attempts. Wait a minute and try again.
cli-unexpected = Something unexpected failed; errors.log in the data folder tells it under { $id }. Try again, and report it with that number if it comes back.
door-local-person = This computer
