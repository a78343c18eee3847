from ingest.files.headers import Columns


def is_plan(columns: Columns) -> bool:
    return False
