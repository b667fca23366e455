package io.github.audibleabssync.camel;

import io.github.audibleabssync.wire.ServiceAnswer;
import io.github.audibleabssync.wire.ServiceRequest;

import java.time.Instant;
import java.util.Map;

/** What a {@link ServiceLink} needs to know of its service: where it is, who we are, and how it refuses. */
interface ServiceAccess {

    /** Where requests go, without a slash at the end. */
    String baseUrl();

    /** The headers that prove who we are. For one request only: they may sign it. */
    Map<String, String> headers(ServiceRequest request, Instant now);

    /** Throws the failure that the answer's status stands for. */
    void check(ServiceRequest request, ServiceAnswer answer);
}
