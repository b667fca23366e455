package io.github.audibleabssync.camel;

/** The routes folder cannot be run as it is. The message says which file or route, and what to do. */
public final class RoutesProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message in three parts. */
    public RoutesProblem(String message) {
        super(message);
    }

    /** With a message in three parts and what Camel said. */
    public RoutesProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
