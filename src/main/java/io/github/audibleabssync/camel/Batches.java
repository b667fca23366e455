package io.github.audibleabssync.camel;

import io.github.audibleabssync.core.Asin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which titles share a request to Audible.
 *
 * <p>One title that Audible does not take makes it refuse the whole request. So the titles of a refused request are suspects:
 * they are asked apart from the others, half of them at a time, then a quarter, until the culprit is asked alone. Cycle by
 * cycle, never with more requests than a cycle may have: one of them is for suspects, and those that nobody else needs; where
 * there is only one, they take turns. Kept in memory: after a restart the search begins anew.
 */
final class Batches {

    /** So many refusals in a row are Audible's own trouble: no search for a few culprits meets as many. */
    private static final int OUTAGE = 12;

    private final int size;
    private final int requests;
    private final Deque<List<Asin>> suspects = new ArrayDeque<>();
    private boolean suspectsHadTheirTurn;
    private int refusalsInARow;

    /**
     * Nobody is suspected yet.
     *
     * @param size most titles in one request
     * @param requests most requests in one cycle
     */
    Batches(int size, int requests) {
        this.size = size;
        this.requests = requests;
    }

    /** The requests of a cycle, suspects last. Titles for which there is no room are left to a later cycle. */
    synchronized List<List<Asin>> of(Collection<Asin> wanted) {
        Set<Asin> suspected = new HashSet<>();
        suspects.forEach(suspected::addAll);
        List<List<Asin>> others =
                split(wanted.stream().filter(asin -> !suspected.contains(asin)).toList());
        List<List<Asin>> groups = wantedSuspects(wanted);
        if (groups.isEmpty()) {
            return first(others, requests);
        }
        suspectsHadTheirTurn = !suspectsHadTheirTurn;
        int forOthers = requests > 1 ? requests - 1 : suspectsHadTheirTurn ? 0 : 1;
        List<List<Asin>> all = new ArrayList<>(first(others, forOthers));
        all.addAll(first(groups, requests - all.size()));
        return all;
    }

    /** The groups of suspects as far as they are wanted, the one that waited longest first. */
    private List<List<Asin>> wantedSuspects(Collection<Asin> wanted) {
        Set<Asin> asked = new HashSet<>(wanted);
        return suspects.stream()
                .map(group -> group.stream().filter(asked::contains).toList())
                .filter(group -> !group.isEmpty())
                .toList();
    }

    private List<List<Asin>> split(Collection<Asin> asins) {
        List<Asin> distinct = List.copyOf(new LinkedHashSet<>(asins));
        List<List<Asin>> batches = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += size) {
            batches.add(distinct.subList(from, Math.min(distinct.size(), from + size)));
        }
        return batches;
    }

    private static List<List<Asin>> first(List<List<Asin>> batches, int count) {
        return batches.subList(0, Math.min(count, batches.size()));
    }

    /** The titles in as many requests as it takes, suspects or not. */
    List<List<Asin>> all(Collection<Asin> asins) {
        return split(asins);
    }

    /** These were answered: none of them is a culprit, and nobody is if it was an outage. */
    synchronized void answered(Collection<Asin> batch) {
        if (refusalsInARow >= OUTAGE) {
            suspects.clear();
        }
        refusalsInARow = 0;
        withdraw(batch);
    }

    /**
     * These were refused: half of them are asked next, then the other half. Whoever is refused alone stays alone.
     *
     * @return whether others were answered since the last refusal: if not, Audible may take nothing at all
     */
    synchronized boolean refused(List<Asin> batch) {
        refusalsInARow++;
        withdraw(batch);
        int half = (batch.size() + 1) / 2;
        suspects.addLast(List.copyOf(batch.subList(0, half)));
        if (half < batch.size()) {
            suspects.addLast(List.copyOf(batch.subList(half, batch.size())));
        }
        return refusalsInARow == 1;
    }

    private void withdraw(Collection<Asin> batch) {
        List<List<Asin>> before = List.copyOf(suspects);
        suspects.clear();
        for (List<Asin> group : before) {
            List<Asin> rest = group.stream().filter(asin -> !batch.contains(asin)).toList();
            if (!rest.isEmpty()) {
                suspects.addLast(rest);
            }
        }
    }
}
