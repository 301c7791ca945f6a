package tv.exstream.server.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that ship with this version, as its list {@code migrations.txt} names them. A list rather than a search
 * of the class path: a search takes longer than all the rest of opening the database.
 */
final class Migrations implements ResourceProvider {
    private static final String FOLDER = "db/migration/sqlite/";
    private static final Pattern NAME = Pattern.compile("V([0-9]{1,6})__[A-Za-z0-9_]+\\.sql");

    private final List<String> names;
    private final int newest;

    private Migrations(List<String> names) {
        this.names = names;
        int max = 0;
        for (String name : names) {
            Matcher m = NAME.matcher(name);
            if (!m.matches()) {
                throw new IllegalStateException("migrations.txt names '" + name + "', expected V<number>__<words>.sql");
            }
            max = Math.max(max, Integer.parseInt(m.group(1)));
        }
        this.newest = max;
    }

    static Migrations shipped() {
        try (BufferedReader in = new BufferedReader(open(FOLDER + "migrations.txt"))) {
            return new Migrations(in.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version a database has when everything here was applied. */
    int newest() {
        return newest;
    }

    List<String> names() {
        return names;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        // Flyway asks for "<script>.conf" files, too; there are none.
        return names.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static Reader open(String resource) {
        InputStream in = Migrations.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("resource " + resource + " is missing from this build");
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return open(FOLDER + name);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
