# Concite and what it needs to run, as uv.lock pins it: no torch, no compiler, no root.
#   docker build -t concite:local .
#   docker run --rm -p 127.0.0.1:8000:8000 -v concite:/data concite:local     an SQLite store in the volume

FROM python:3.12-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_PROJECT_ENVIRONMENT=/opt/concite UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /src
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY . .
RUN uv sync --frozen --no-dev --no-editable && find /opt/concite -type d -name tests -prune -exec rm -rf {} +

FROM python:3.12-slim
# Certificates for stores that are reached with TLS (neo4j+s://).
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin concite \
    && install -d -o concite -g concite /data /secrets
COPY --from=build /opt/concite /opt/concite
COPY seeds /app/seeds
ENV PATH=/opt/concite/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    XDG_DATA_HOME=/data CONCITE_STORE=sqlite:////data/concite.db
WORKDIR /app
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["concite"]
CMD ["serve", "--host", "0.0.0.0"]
