package tv.exstream.server.portable.from;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableCollection;
import tv.exstream.server.portable.PortableDocument;
import tv.exstream.server.portable.PortableFormat;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.schedule.definition.ScheduleDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of other products, and what came of them. */
final class Foreign {
    private Foreign() {}

    /** A database made by the statements of a resource, and by more that turn it into one of another version. */
    static Path database(Path file, String resource, String... more) {
        try (InputStream in = Objects.requireNonNull(Foreign.class.getResourceAsStream("/import/" + resource));
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String one : text.split(";\\R", -1)) {
                if (!one.isBlank()) {
                    statement.executeUpdate(one);
                }
            }
            for (String one : more) {
                statement.executeUpdate(one);
            }
            connection.commit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Imported read(Product product, Path path, String... maps) {
        Imported imported = product.read(path, PathMap.parse(List.of(maps)));
        try {
            // What cannot be written and read again cannot be brought in either.
            PortableDocument again =
                    PortableFormat.read(PortableFormat.yaml(imported.document(), imported.remarks()), true);
            assertThat(again.channels()).hasSameSizeAs(imported.document().channels());
            assertThat(again.collections())
                    .extracting(PortableCollection::name)
                    .containsExactlyElementsOf(imported.document().collections().stream()
                            .map(PortableCollection::name)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return imported;
    }

    static PortableChannel channel(Imported imported, String number) {
        return imported.document().channels().stream()
                .filter(channel -> channel.number().toString().equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** What a channel airs of its own, or by a shared schedule. */
    static ScheduleDefinition definition(Imported imported, String number) {
        return switch (channel(imported, number).programming()) {
            case PortableProgramming.Own own -> own.definition();
            case PortableProgramming.Shared shared ->
                imported.document().schedules().stream()
                        .filter(schedule -> schedule.name().equals(shared.schedule()))
                        .findFirst()
                        .orElseThrow()
                        .definition();
            default -> throw new IllegalStateException("channel " + number + " airs no schedule");
        };
    }

    /** The name of a collection of the document. */
    static String collection(Imported imported, long key) {
        return imported.document().collections().stream()
                .filter(collection -> collection.key() == key)
                .findFirst()
                .orElseThrow()
                .name();
    }

    static boolean offAir(Imported imported, String number) {
        return definition(imported, number) instanceof ScheduleDefinition.Continuous continuous
                && collection(imported, continuous.collection()).equals("Nothing yet");
    }
}
