package io.github.audibleabssync.camel;

import io.github.audibleabssync.state.StateStore;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Claims as Camel's idempotent consumer in {@code 50-write-place} knows them: a key is taken before the write leaves, with the whole intent, in the
 * state store. It outlives the process.
 *
 * <p>The read-back confirms a claim, never the end of the exchange; and nothing but {@link PlaceWriter} and the read-back
 * gives one back, since they know whether something was sent. So {@code confirm} and {@code remove} do nothing here.
 */
public final class ClaimRepository extends ServiceSupport implements IdempotentRepository {

    private final StateStore store;

    /** Claims in this store. */
    public ClaimRepository(StateStore store) {
        this.store = store;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return store.claim(exchange.getVariable("intent", Intent.class).claim());
    }

    /**
     * Not possible without the intent.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("a claim needs the variable 'intent'");
    }

    @Override
    public boolean contains(String key) {
        return store.isClaimed(key);
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        store.releaseAll();
    }
}
