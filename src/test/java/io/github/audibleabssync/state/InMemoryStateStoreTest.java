package io.github.audibleabssync.state;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The simulator's store does what the real one does: the same tests. */
class InMemoryStateStoreTest extends SqliteStateStoreTest {

    @Override
    @BeforeEach
    void open() {
        store = new InMemoryStateStore();
    }

    @Override
    @AfterEach
    void close() {
        store.close();
    }

    @Override
    void reopen() {
        // what is remembered stays in it
    }

    @Test
    @Override
    @Disabled("it has nothing to close")
    void aClosedStoreSaysSo() {}
}
