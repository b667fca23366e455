package io.github.audibleabssync.state;

import io.github.audibleabssync.core.Agreement;
import io.github.audibleabssync.core.Origin;
import io.github.audibleabssync.core.Origin.Who;
import io.github.audibleabssync.core.Place;
import io.github.audibleabssync.core.SideState;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How agreements, and one side's share of them, lie in columns: several tables hold them. */
final class AgreementColumns {

    private static final List<String> SIDE_STATE = List.of("place_ms", "finished", "changed_at");

    /** The columns of an agreement. */
    static final List<String> ALL =
            TableShape.join(
                    List.of("agreed_item_id"),
                    sideState("agreed_audible_"),
                    sideState("agreed_audiobookshelf_"),
                    List.of("agreed_generation", "agreed_revision", "agreed_at"));

    /** The columns that tell what the other side held, and who asked for a write. */
    static final List<String> ASKED =
            TableShape.join(sideState("source_"), List.of("who", "command"));

    private AgreementColumns() {}

    static void writeAsked(BoundStatement to, Optional<SideState> source, Origin origin)
            throws SQLException {
        writeOptionalSide(to, source);
        to.name(origin.who()).number(origin.command());
    }

    static Origin readOrigin(Row from) throws SQLException {
        return new Origin(from.name(Who.class), from.number());
    }

    /** The columns of one side's state. */
    static List<String> sideState(String prefix) {
        return TableShape.prefix(prefix, SIDE_STATE);
    }

    static void write(BoundStatement to, Agreement agreement) throws SQLException {
        to.text(agreement.itemId());
        writeSide(to, agreement.audible());
        writeSide(to, agreement.audiobookshelf());
        to.number(agreement.generation()).number(agreement.revision()).time(agreement.agreedAt());
    }

    static Agreement read(Row from) throws SQLException {
        return new Agreement(
                from.text(),
                readSide(from),
                readSide(from),
                from.integer(),
                from.number(),
                from.time());
    }

    static void writeSide(BoundStatement to, SideState state) throws SQLException {
        to.length(state.place().fromStart()).flag(state.finished()).time(state.changedAt());
    }

    static SideState readSide(Row from) throws SQLException {
        return new SideState(from.place(), from.flag(), from.optionalTime());
    }

    static void writeOptionalSide(BoundStatement to, Optional<SideState> state)
            throws SQLException {
        if (state.isPresent()) {
            writeSide(to, state.get());
        } else {
            to.nothings(SIDE_STATE.size());
        }
    }

    static Optional<SideState> readOptionalSide(Row from) throws SQLException {
        Optional<Place> place = from.optionalPlace();
        if (place.isEmpty()) {
            from.skip(SIDE_STATE.size() - 1);
            return Optional.empty();
        }
        return Optional.of(new SideState(place.get(), from.flag(), from.optionalTime()));
    }
}
