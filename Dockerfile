# syntax=docker/dockerfile:1
# One recipe for every process of the platform:  docker build --build-arg SERVICE=order-service .
# SERVICE is order-service, refund-service, evidence-service, payout-service, notification-service, gateway or channel (the
# simulated payment channels). docs/deployment.md says how, and what it was measured to cost.

# Tags are pinned; a mirror or an own base is put in their place with --build-arg.
ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25.0.3_9-jdk-noble
ARG NODE_IMAGE=docker.io/library/node:20.20.0-bookworm-slim
ARG BASE_IMAGE=docker.io/library/debian:12.12-slim

# The console first, where there is Node; the build of the jars takes it as it is.
FROM ${NODE_IMAGE} AS console
WORKDIR /src/console
COPY console .
COPY gateway/src/main/resources/openapi.yaml /src/gateway/src/main/resources/
RUN --mount=type=cache,target=/root/.npm ./build.sh /tmp/console

# All jars, once for all services. A build that has them already brings its own: --build-context jars=FOLDER, filled by
# docker/collect-jars.sh.
FROM ${JDK_IMAGE} AS jars
WORKDIR /src
COPY . .
COPY --from=console /src/console/dist console/dist
# What /actuator/info says: --build-arg COMMIT=$(git rev-parse HEAD) --build-arg COMMITTED=$(git log -1 --format=%cI)
ARG COMMIT=unknown COMMITTED=unknown
RUN --mount=type=cache,target=/var/cache/maven \
    ./mvnw -B -ntp -Dmaven.repo.local=/var/cache/maven -DskipTests -Dspotless.check.skip -Djuhui.commit="$COMMIT" -Djuhui.committed="$COMMITTED" package -pl standalone -am && docker/collect-jars.sh /

# A Java runtime of what servers need, and the service's jars in layers: what changes seldom lies below what changes often.
FROM ${JDK_IMAGE} AS parts
RUN jlink --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
        --include-locales=en,zh --no-header-files --no-man-pages --output /opt/runtime
ARG SERVICE
COPY docker/lay-out.sh /usr/local/bin/
RUN --mount=type=bind,from=jars,source=/,target=/from /usr/local/bin/lay-out.sh "$SERVICE" /from /layers

FROM ${BASE_IMAGE} AS untrained
COPY --from=parts /opt/runtime /opt/java
ENV PATH=/opt/java/bin:/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8
COPY --chmod=755 docker/healthy.sh /usr/local/bin/healthy
COPY docker/jvm.options /app/jvm.options
COPY --from=parts /layers/dependencies/ /app/
COPY --from=parts /layers/snapshot-dependencies/ /app/
COPY --from=parts /layers/application/ /app/
WORKDIR /app

# Runs the service once against a store and a broker of its own, and keeps what the JVM learnt (JEP 483, JEP 514, JEP 515).
FROM untrained AS trained
ARG SERVICE
COPY docker/train.sh /usr/local/bin/
RUN --mount=type=bind,from=jars,source=/,target=/from /usr/local/bin/train.sh "$SERVICE" /from/standalone /app/app.aot

FROM untrained
COPY --from=trained /app/app.aot /app/app.aot
USER 10001:10001
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "@/app/jvm.options", "-jar", "/app/service.jar"]
