package io.github.audibleabssync.camel;

import io.github.audibleabssync.failure.ServiceUnavailable;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Before a write is repeated: notes that the try before may have been carried out, whatever becomes of this one. What then is
 * refused is looked at all the same.
 */
final class RepeatedWrite implements Processor {

    @Override
    public void process(Exchange exchange) {
        note(
                exchange.getVariable("intent", Intent.class),
                exchange.getVariable("cycle", Cycle.class),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    static void note(Intent intent, Cycle cycle, Exception failure) {
        if (mayHaveArrived(failure)) {
            cycle.doubt(intent);
        }
    }

    /**
     * A 5xx proves nothing: a gateway says so too when it lost patience with a server that did the work. It is the one
     * unavailability without a cause; the others never reached the service.
     */
    static boolean mayHaveArrived(Exception failure) {
        return failure instanceof ServiceUnavailable && failure.getCause() == null;
    }
}
