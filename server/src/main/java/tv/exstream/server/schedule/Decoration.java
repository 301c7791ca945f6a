package tv.exstream.server.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tv.exstream.server.schedule.definition.Deco;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;

/**
 * What decorates a moment.
 *
 * @param decos the deco of the hour, then that of the whole schedule, as far as they are there
 */
record Decoration(List<Deco> decos) {
    Decoration {
        decos = List.copyOf(decos);
    }

    /** As a person would name it. */
    String label() {
        return decos.isEmpty()
                ? "no deco"
                : decos.stream().map(Deco::name).collect(Collectors.joining(" over ", "deco ", ""));
    }

    /** For time that no programme takes: default filler, then what keeps the air from being dead. */
    List<Filler> gap() {
        return Stream.concat(
                        of(Deco::defaultFiller, filler -> List.of(filler.filler())).stream(),
                        of(Deco::deadAir, filler -> List.of(filler.filler())).stream())
                .toList();
    }

    List<Deco.Break> breaks() {
        return of(Deco::breakContent, Deco.BreakContent::breaks);
    }

    /** What interrupts a programme. */
    List<Filler> within() {
        return breaks().stream()
                .filter(content -> content.at() == Deco.Place.CHAPTERS)
                .map(Deco.Break::filler)
                .toList();
    }

    /** How a programme is shown. */
    Overrides programme(Overrides item) {
        return item.showing(
                shown(Deco::watermarks, item.watermarks(), false), shown(Deco::graphics, item.graphics(), false));
    }

    /** How filler is shown. */
    Overrides filler() {
        return Overrides.NONE.showing(
                shown(Deco::watermarks, Optional.empty(), true), shown(Deco::graphics, Optional.empty(), true));
    }

    private <P extends Deco.Part, T> List<T> of(Function<Deco, Optional<P>> part, Function<P, List<T>> contents) {
        List<T> found = new ArrayList<>();
        for (Deco deco : decos) {
            Optional<P> own = part.apply(deco);
            if (own.filter(p -> p.mode().adds()).isPresent()) {
                found.addAll(contents.apply(own.get()));
            }
            if (own.filter(p -> p.mode().ends()).isPresent()) {
                return found;
            }
        }
        return found;
    }

    /** @param below what the item says, over which decos go, unless it says none */
    private Optional<List<Long>> shown(
            Function<Deco, Optional<Deco.Shown>> part, Optional<List<Long>> below, boolean filler) {
        if (below.filter(List::isEmpty).isPresent()) {
            return below;
        }
        List<Long> keys = new ArrayList<>();
        for (Deco deco : decos) {
            Optional<Deco.Shown> own = part.apply(deco);
            if (own.filter(p -> p.mode().adds()).isPresent()) {
                if (filler && !own.get().duringFiller()) {
                    return Optional.of(List.of());
                }
                keys.addAll(own.get().keys());
            }
            if (own.filter(p -> p.mode().ends()).isPresent()) {
                return Optional.of(keys);
            }
        }
        if (keys.isEmpty()) {
            return below;
        }
        keys.addAll(below.orElse(List.of(Overrides.CHANNELS_OWN)));
        return Optional.of(keys.stream().distinct().toList());
    }
}
