package io.github.audibleabssync.practice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** The documents of Audiobookshelf 2.36 (reference, section 7), with the fields that somebody may read. */
final class ShelfJson {
    private ShelfJson() {}

    static ObjectNode library(PracticeShelfLibrary library) {
        ObjectNode json = Json.object();
        json.put("id", library.id()).put("name", library.name());
        json.putArray("folders");
        json.put("displayOrder", 1).put("icon", "audiobookshelf");
        json.put("mediaType", library.podcasts() ? "podcast" : "book");
        json.put("provider", library.podcasts() ? "itunes" : "audible");
        ObjectNode settings = json.putObject("settings");
        put(settings, "markAsFinishedPercentComplete", library.finish().percentComplete());
        put(settings, "markAsFinishedTimeRemaining", library.finish().secondsRemaining());
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.set(name, Json.number(value.getAsDouble()));
        } else {
            json.putNull(name);
        }
    }

    /** An item as lists have it. */
    static ObjectNode minified(PracticeItem item) {
        ObjectNode json = head(item);
        ObjectNode media = json.putObject("media");
        media.put("id", item.mediaId());
        media.set("metadata", listMetadata(item));
        media.putNull("coverPath").putArray("tags");
        counts(item, media);
        json.put("numFiles", 1).put("size", 1000);
        return json;
    }

    /** An item asked for by its id; without {@code expanded} it has neither duration nor tracks. */
    static ObjectNode single(PracticeItem item, boolean expanded) {
        ObjectNode json = head(item);
        ObjectNode media = json.putObject("media");
        media.put("id", item.mediaId()).put("libraryItemId", item.id());
        ObjectNode metadata = metadata(item);
        ObjectNode author = metadata.putArray("authors").addObject();
        author.put("id", "author-1").put("name", "Ada Practice");
        metadata.putArray("narrators").add("Nora Practice");
        metadata.putArray("series");
        media.set("metadata", metadata);
        media.putNull("coverPath").putArray("tags");
        if (expanded) {
            counts(item, media);
            tracks(item, media.putArray("tracks"));
        }
        chapters(item, media.putArray("chapters"));
        if (item.isPodcast()) {
            ArrayNode episodes = media.putArray("episodes");
            item.episodes().forEach(id -> episodes.addObject().put("id", id).put("title", id));
        }
        return json;
    }

    private static ObjectNode head(PracticeItem item) {
        ObjectNode json = Json.object();
        json.put("id", item.id()).put("ino", "1").putNull("oldLibraryItemId");
        json.put("libraryId", item.libraryId()).put("folderId", "folder-" + item.libraryId());
        json.put("path", "/books/" + item.title()).put("relPath", item.title());
        json.put("isFile", false).put("addedAt", 1_795_327_085_530L);
        json.put("updatedAt", 1_795_327_085_530L);
        json.put("isMissing", item.missing()).put("isInvalid", false);
        json.put("mediaType", item.isPodcast() ? "podcast" : "book");
        return json;
    }

    private static ObjectNode metadata(PracticeItem item) {
        ObjectNode metadata = Json.object();
        metadata.put("title", item.title()).putNull("subtitle").putArray("genres");
        metadata.putNull("isbn");
        item.asin()
                .ifPresentOrElse(
                        asin -> metadata.put("asin", asin), () -> metadata.putNull("asin"));
        metadata.put("language", "English").put("explicit", false).put("abridged", false);
        return metadata;
    }

    private static ObjectNode listMetadata(PracticeItem item) {
        return metadata(item)
                .put("titleIgnorePrefix", item.title())
                .put("authorName", "Ada Practice")
                .put("narratorName", "Nora Practice")
                .put("seriesName", "");
    }

    private static void counts(PracticeItem item, ObjectNode media) {
        int files = item.duration().isZero() ? 0 : 1;
        media.put("numTracks", files).put("numAudioFiles", files);
        media.put("numChapters", item.chapterStarts().size());
        media.set("duration", Json.number(Json.seconds(item.duration())));
        media.put("size", 1000);
    }

    private static void tracks(PracticeItem item, ArrayNode tracks) {
        if (item.duration().isZero()) {
            return;
        }
        ObjectNode track = tracks.addObject();
        track.put("index", 1).put("startOffset", 0);
        track.set("duration", Json.number(Json.seconds(item.duration())));
        track.put("title", "book.m4b").put("mimeType", "audio/mp4");
    }

    private static void chapters(PracticeItem item, ArrayNode chapters) {
        List<Duration> starts = item.chapterStarts();
        for (int i = 0; i < starts.size(); i++) {
            Duration end = i + 1 < starts.size() ? starts.get(i + 1) : item.duration();
            ObjectNode chapter = chapters.addObject();
            chapter.put("id", i);
            chapter.set("start", Json.number(Json.seconds(starts.get(i))));
            chapter.set("end", Json.number(Json.seconds(end)));
            chapter.put("title", "Chapter " + (i + 1));
        }
    }
}
