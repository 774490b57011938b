# The bot in a container: no root, nothing written but /data and /tmp.
#
#   docker build --tag hustings .      (TORCH_INDEX as in the Makefile, with --build-arg)
ARG PYTHON=3.11.13-slim-bookworm

FROM python:${PYTHON} AS build
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_PYTHON=/opt/hustings/bin/python
WORKDIR /app
RUN python -m venv --without-pip /opt/hustings
# Torch first and alone, so that its CPU build is found and no CUDA package comes with it.
COPY requirements.lock ./
RUN pip install --no-deps --extra-index-url "${TORCH_INDEX}" \
        "$(sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.lock)"
# What pyproject.toml asks for at the versions of the lock: the tools for development stay out.
COPY pyproject.toml ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], 'setuptools', sep='\n')" > wanted.txt \
    && pip install --constraint requirements.lock --requirement wanted.txt \
    && rm wanted.txt
COPY . ./
RUN pip install --no-deps --no-build-isolation --editable . \
    && rm -rf build ./*.egg-info \
    && python -m compileall -q --invalidation-mode unchecked-hash bot models config \
    && chmod -R a+rX,go-w /app /opt/hustings

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="Hustings" \
      org.opencontainers.image.description="A Discord bot that digests an article with its comment section" \
      org.opencontainers.image.licenses="Apache-2.0"
# Everything that a library would write to a home folder goes to /tmp, or is not written.
ENV PATH=/opt/hustings/bin:${PATH} \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/cache \
    MPLCONFIGDIR=/tmp/matplotlib \
    HF_HOME=/tmp/huggingface \
    HF_HUB_OFFLINE=1 \
    DATA_DIR=/data
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin hustings \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/hustings /opt/hustings
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
VOLUME ["/data"]
STOPSIGNAL SIGTERM
# Loading the models counts as healthy; only a bot that has not begun to beat needs the start period.
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 \
    CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
