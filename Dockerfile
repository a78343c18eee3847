FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN useradd --create-home --uid 10001 demetra && mkdir /data && chown demetra /data
COPY requirements.lock pyproject.toml ./
RUN pip install --quiet uv && uv pip sync --system --require-hashes --compile-bytecode requirements.lock
COPY . .
RUN uv pip install --system --no-deps --no-build-isolation .
USER demetra
ENV DEMETRA_DATA_DIR=/data
EXPOSE 8000
CMD ["demetra", "ui", "--host", "0.0.0.0"]
