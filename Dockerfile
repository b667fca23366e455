# Only COPY, and commands that run outside a container just as well.

# Jars fit every platform, so they are built once, on the one that builds.
FROM --platform=$BUILDPLATFORM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml LICENSE ./
COPY build build/
COPY docs docs/
COPY routes routes/
COPY src src/
RUN mvn -B -q -DskipTests package
ARG TARGETARCH
RUN target/audible-abs-sync/bin/unpack-sqlite-native $TARGETARCH

# The AOT cache is made here, on the platform of the image, because it fits only the very Java that it was made with.
FROM eclipse-temurin:25-jre
COPY --from=build /build/target/audible-abs-sync /opt/audible-abs-sync
RUN /opt/audible-abs-sync/bin/train-aot-cache
# A new volume begins as a copy of this folder: whoever the container runs as may write there.
RUN install -d -m 1777 /data

# What only a release knows comes from its workflow.
ARG REVISION
ARG CREATED
ARG SOURCE
LABEL org.opencontainers.image.title="audible-abs-sync" \
      org.opencontainers.image.description="Keeps a listener's place in step between Audible and Audiobookshelf, both ways." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.documentation="${SOURCE:+$SOURCE#readme}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="eclipse-temurin:25-jre"

# Any other user will do, if it may write to /data. Runs on a read-only root; /data and /tmp must be writable, and nothing in
# /tmp needs to be executable.
USER 1000:1000
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s --retries=3 \
    CMD ["/opt/audible-abs-sync/bin/audible-abs-sync", "healthcheck"]
ENTRYPOINT ["/opt/audible-abs-sync/bin/audible-abs-sync"]
CMD ["run"]
