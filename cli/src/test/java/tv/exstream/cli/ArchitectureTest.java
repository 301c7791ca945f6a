package tv.exstream.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows between modules and packages, as tests. Here, because this module sees all the others. */
class ArchitectureTest {
    private static final String US = "tv.exstream.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::noTestJar)
            .importPackages("tv.exstream");

    /** What each engine package may use of the engine, beside itself; the public API is open to all but its own ground. */
    private static final Map<String, List<String>> ENGINE = Map.ofEntries(
            Map.entry("time", List.of()),
            Map.entry("observe", List.of("time")),
            Map.entry("fanout", List.of("time", "observe")),
            Map.entry("ts", List.of("time", "observe")),
            Map.entry("hls", List.of("time", "fanout")),
            Map.entry("av", List.of("", "time", "observe")),
            Map.entry("profile", List.of("", "time", "observe", "av")),
            Map.entry("ring", List.of("", "time", "observe", "av", "fanout")),
            Map.entry("source", List.of("", "time", "observe", "av", "profile")),
            Map.entry("slate", List.of("", "time", "observe", "av", "profile")),
            Map.entry("analysis", List.of("", "time", "observe", "av")),
            Map.entry(
                    "channel",
                    List.of(
                            "",
                            "time",
                            "observe",
                            "av",
                            "profile",
                            "ring",
                            "source",
                            "slate",
                            "analysis",
                            "ts",
                            "fanout",
                            "hls")),
            Map.entry("", List.of("fanout", "hls")));

    private static final List<String> GROUND = List.of("config", "store", "http");

    /** What each feature of the server may use of the server, beside itself and the ground floor. */
    private static final Map<String, List<String>> FEATURES = Map.ofEntries(
            Map.entry("library", List.of()),
            Map.entry("collection", List.of("library")),
            Map.entry("channels", List.of("library", "collection", "schedule")),
            Map.entry("schedule", List.of("library", "collection")),
            Map.entry("playout", List.of("library", "collection", "schedule", "channels")),
            Map.entry("portable", List.of("library", "collection", "schedule", "channels", "playout", "script")),
            Map.entry("preview", List.of("library", "collection", "schedule", "channels", "playout")),
            Map.entry("guide", List.of("library", "collection", "schedule", "channels", "playout")),
            Map.entry("script", List.of("collection", "schedule", "channels", "playout")),
            Map.entry("session", List.of("channels")),
            Map.entry("events", List.of("channels", "session")),
            Map.entry("artwork", List.of("channels", "library")),
            Map.entry("metrics", List.of("library", "channels", "session")),
            Map.entry("stream", List.of("channels", "guide", "session")),
            Map.entry("iptv", List.of("channels", "guide", "artwork", "stream")),
            Map.entry("hdhr", List.of("channels", "guide", "session", "stream")),
            Map.entry("web", List.of("channels", "guide", "session", "stream")));

    @Test
    void seesTheClassesOfAllModules() {
        assertThat(List.of("natives", "engine", "server", "cli"))
                .allSatisfy(module -> assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                        .anyMatch(name -> name.startsWith(US + module)));
    }

    @Test
    void onlyAvAndNativesKnowLibav() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("tv.exstream.engine.av..", "tv.exstream.natives..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.."));
    }

    @TestFactory
    Stream<DynamicTest> modulesPointOneWay() {
        List<String> fromBelow = List.of("natives", "engine", "server", "cli");
        return fromBelow.stream()
                .map(module -> DynamicTest.dynamicTest(
                        module,
                        () -> fromBelow.stream()
                                .skip(fromBelow.indexOf(module) + 1L)
                                .forEach(above -> check(noClasses()
                                        .that()
                                        .resideInAPackage(US + module + "..")
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAPackage(US + above + "..")))));
    }

    @TestFactory
    Stream<DynamicTest> enginePackagesPointOneWay() {
        return ENGINE.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name.isEmpty() ? "(public API)" : name,
                        () -> check(onlyTheseOf("tv.exstream.engine", name, ENGINE.getOrDefault(name, List.of())))));
    }

    @TestFactory
    Stream<DynamicTest> serverFeaturesPointOneWay() {
        Stream<DynamicTest> ground = GROUND.stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> check(onlyTheseOf("tv.exstream.server", name, GROUND))));
        Stream<DynamicTest> features = FEATURES.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> check(onlyTheseOf(
                                "tv.exstream.server",
                                name,
                                Stream.concat(GROUND.stream(), FEATURES.getOrDefault(name, List.of()).stream())
                                        .toList()))));
        return Stream.concat(ground, features);
    }

    @Test
    void everyServerPackageHasItsPlace() {
        List<String> known = Stream.of(GROUND.stream(), FEATURES.keySet().stream(), Stream.of("app"))
                .flatMap(names -> names)
                .map(name -> "tv.exstream.server." + name)
                .toList();
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("tv.exstream.server."))
                        .distinct())
                .allMatch(name -> known.stream().anyMatch(place -> name.equals(place) || name.startsWith(place + ".")));
    }

    @Test
    void schedulingIsPure() {
        check(noClasses()
                .that()
                .resideInAPackage("tv.exstream.server.schedule..")
                .and()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .haveSimpleNameNotEndingWith("Dao")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", "java.net..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void resourcesOnlyParseCallAndMap() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .resideInAPackage("tv.exstream.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", "tv.exstream.engine.av..", "org.bytedeco..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.concurrent.ExecutorService.class));
    }

    @Test
    void packagesHaveNoCycles() {
        check(SlicesRuleDefinition.slices()
                .assignedFrom(new OnePerPackage())
                .should()
                .beFreeOfCycles());
    }

    @Test
    void namesSayWhatThingsAre() {
        check(classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Common|Commons|Helper|Helpers|Impl)(\\$.*)?")
                .andShould()
                .haveNameNotMatching(".*(?<!\\.Session)Manager(\\$.*)?")
                .andShould()
                .resideOutsideOfPackages(
                        "..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl.."));
    }

    private static ArchRule onlyTheseOf(String parent, String name, List<String> allowed) {
        String own = named(parent, name);
        List<String> open = allowed.stream().map(other -> named(parent, other)).toList();
        DescribedPredicate<JavaClass> closed = DescribedPredicate.describe(
                "of " + parent + " outside " + allowed,
                target -> inTree(target, parent)
                        && !within(target, own)
                        && open.stream().noneMatch(other -> within(target, other)));
        return noClasses()
                .that(DescribedPredicate.describe("in " + own, (JavaClass candidate) -> within(candidate, own)))
                .should()
                .dependOnClassesThat(closed)
                .allowEmptyShould(true);
    }

    private static String named(String parent, String name) {
        return name.isEmpty() ? parent : parent + "." + name;
    }

    private static boolean inTree(JavaClass type, String parent) {
        return (type.getPackageName() + ".").startsWith(parent + ".");
    }

    /** A parent's own classes are not its children's; a child's are, however deep. */
    private static boolean within(JavaClass type, String place) {
        boolean parent = place.equals("tv.exstream.engine") || place.equals("tv.exstream.server");
        return parent ? type.getPackageName().equals(place) : inTree(type, place);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static boolean noTestJar(Location location) {
        return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }

    private static final class OnePerPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith("tv.exstream")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
