package io.github.audibleabssync.routes;

import io.github.audibleabssync.state.StateStore;

import java.util.function.BiConsumer;

/** Makes the beans that routes call. */
@FunctionalInterface
public interface BeanSource {

    /**
     * Makes them over a state of one's own, and binds each under the name that the routes use.
     *
     * @return what has to be closed when they are no longer needed
     */
    AutoCloseable bind(StateStore store, BiConsumer<String, Object> registry);
}
