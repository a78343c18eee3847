FROM python:3.11-slim

# pg_dump for `demetra backup`
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN useradd --no-create-home --uid 10001 demetra && mkdir /data /backups && chown demetra /data /backups
COPY requirements.lock pyproject.toml ./
RUN pip install --quiet uv && uv pip sync --system --require-hashes --compile-bytecode requirements.lock
COPY . .
RUN uv pip install --system --no-deps --no-build-isolation .
USER 10001
# The root may be read-only: only the data, the copies and /tmp are written to.
WORKDIR /data
ENV DEMETRA_DATA_DIR=/data HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib
EXPOSE 8000
CMD ["demetra", "ui", "--host", "0.0.0.0"]
