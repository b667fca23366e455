package io.github.audibleabssync.practice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The faults ordered from a practice server, and hooks at exact requests. Orders are served in the order in which they were
 * given; of several that fit a request the first that is not used up counts.
 */
public final class Faults {
    private static final int WITHOUT_END = Integer.MAX_VALUE;

    private final List<Order<Fault>> faults = new ArrayList<>();
    private final List<Order<Runnable>> before = new ArrayList<>();
    private final List<Order<Runnable>> after = new ArrayList<>();
    private CountDownLatch hung = new CountDownLatch(1);

    Faults() {}

    /** Fits every request. */
    public static Predicate<PracticeRequest> everyRequest() {
        return request -> true;
    }

    /** Fits requests with this method and a path that begins so. */
    public static Predicate<PracticeRequest> on(String method, String pathPrefix) {
        return request -> request.is(method, pathPrefix);
    }

    /** Spoils the next requests that fit. */
    public synchronized Faults next(int times, Predicate<PracticeRequest> which, Fault fault) {
        faults.add(new Order<>(which, fault, times));
        return this;
    }

    /** Spoils all requests that fit, until {@link #clear()}. */
    public Faults always(Predicate<PracticeRequest> which, Fault fault) {
        return next(WITHOUT_END, which, fault);
    }

    /** Runs something before the next requests that fit are applied, faults or not; the request waits for it. */
    public synchronized Faults beforeApply(
            int times, Predicate<PracticeRequest> which, Runnable hook) {
        before.add(new Order<>(which, hook, times));
        return this;
    }

    /** Runs something after the next requests that fit were applied and before they are answered. */
    public synchronized Faults afterApply(
            int times, Predicate<PracticeRequest> which, Runnable hook) {
        after.add(new Order<>(which, hook, times));
        return this;
    }

    /** Forgets all orders and hooks, and releases what hangs. */
    public synchronized Faults clear() {
        faults.clear();
        before.clear();
        after.clear();
        releaseHung();
        return this;
    }

    /** Lets the hanging requests go on: they are applied and answered now. */
    public synchronized void releaseHung() {
        hung.countDown();
        hung = new CountDownLatch(1);
    }

    /** How many ordered faults have not happened yet; those without an end do not count. */
    public synchronized int outstanding() {
        return faults.stream()
                .filter(order -> order.left != WITHOUT_END)
                .mapToInt(order -> order.left)
                .sum();
    }

    /** Answers a request, spoilt as ordered. */
    Reply around(PracticeRequest request, Supplier<Answer> server) throws InterruptedException {
        Supplier<Answer> apply =
                () -> {
                    take(before, request).ifPresent(Runnable::run);
                    Answer answer = server.get();
                    take(after, request).ifPresent(Runnable::run);
                    return answer;
                };
        Optional<Fault> fault = take(faults, request);
        return fault.isEmpty() ? new Reply.Whole(apply.get()) : spoil(request, fault.get(), apply);
    }

    private Reply spoil(PracticeRequest request, Fault fault, Supplier<Answer> apply)
            throws InterruptedException {
        switch (fault) {
            case Fault.Replace replace -> {
                reach(request, replace.applied(), apply);
                return new Reply.Whole(replace.toAnswer());
            }
            case Fault.Delay(var delay, boolean applied) -> {
                if (applied) {
                    Answer answer = apply.get();
                    Thread.sleep(delay);
                    return new Reply.Whole(answer);
                }
                Thread.sleep(delay);
                return new Reply.Whole(apply.get());
            }
            case Fault.Hang() -> {
                latch().await();
                return new Reply.Whole(apply.get());
            }
            case Fault.Close(boolean applied) -> {
                reach(request, applied, apply);
                return new Reply.Nothing();
            }
            case Fault.Malformed() -> {
                Answer answer = apply.get();
                byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
                byte[] spoilt = half.length > 0 ? half : "{\"".getBytes(StandardCharsets.UTF_8);
                return new Reply.Whole(answer.body(spoilt));
            }
            case Fault.Truncated() -> {
                Answer answer = apply.get();
                int whole = answer.body().length;
                return new Reply.Cut(
                        answer.body(Arrays.copyOf(answer.body(), whole / 2)), Math.max(whole, 64));
            }
        }
    }

    /** Applies a request whose answer nobody gets to see, or only runs the hook before it. */
    private void reach(PracticeRequest request, boolean applied, Supplier<Answer> apply) {
        if (applied) {
            Objects.requireNonNull(apply.get());
        } else {
            take(before, request).ifPresent(Runnable::run);
        }
    }

    private synchronized CountDownLatch latch() {
        return hung;
    }

    private synchronized <T> Optional<T> take(List<Order<T>> orders, PracticeRequest request) {
        for (Order<T> order : orders) {
            if (order.left > 0 && order.which.test(request)) {
                order.left = order.left == WITHOUT_END ? WITHOUT_END : order.left - 1;
                return Optional.of(order.what);
            }
        }
        return Optional.empty();
    }

    private static final class Order<T> {
        private final Predicate<PracticeRequest> which;
        private final T what;
        private int left;

        private Order(Predicate<PracticeRequest> which, T what, int times) {
            this.which = which;
            this.what = what;
            this.left = times;
        }
    }
}
