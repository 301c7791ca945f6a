package tv.exstream.server.portable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import tv.exstream.server.channels.ChannelException;
import tv.exstream.server.channels.ChannelService;
import tv.exstream.server.channels.SlateChoice;
import tv.exstream.server.channels.SlateChoices;

/** Makes of a document's channel one that this installation can have: without pictures and profiles that are not here. */
final class ChannelFit {
    private final ChannelService channels;
    private final Path data;
    private final MediaFinder finder;
    private final Remarks remarks;

    ChannelFit(ChannelService channels, Path data, MediaFinder finder, Remarks remarks) {
        this.channels = channels;
        this.data = data;
        this.finder = finder;
        this.remarks = remarks;
    }

    PortableChannel fitted(PortableChannel channel) {
        String of = "channel " + channel.number();
        return new PortableChannel(
                channel.number(),
                channel.name(),
                channel.guideId(),
                channel.origin(),
                channel.group(),
                channel.groups(),
                channel.categories(),
                profile(of, channel.profile()),
                channel.zone(),
                channel.logo().filter(logo -> present(of, logo)),
                new SlateChoices(
                        channel.slates().error().flatMap(choice -> choice(of + ", slate 'error'", choice, true)),
                        channel.slates().offline().flatMap(choice -> choice(of + ", slate 'offline'", choice, false))),
                channel.visibility(),
                channel.mode(),
                channel.night(),
                channel.programming());
    }

    private String profile(String of, String profile) {
        if (channels.profiles().contains(profile)) {
            return profile;
        }
        remarks.add(of + ": there is no profile '" + profile + "' here: it gets '" + PortableChannel.DEFAULT_PROFILE
                + "'; define it in config.yaml, or give the channel another");
        return PortableChannel.DEFAULT_PROFILE;
    }

    private boolean present(String of, String logo) {
        try {
            Path file = data.resolve(logo).normalize();
            if (file.startsWith(data.normalize()) && Files.isRegularFile(file)) {
                return true;
            }
        } catch (InvalidPathException e) {
            // told below
        }
        remarks.add(of + ": its logo '" + logo + "' is not in the data directory: one is drawn until it is copied there"
                + " and imported again with 'replace'");
        return false;
    }

    private Optional<SlateChoice> choice(String of, SlateChoice wanted, boolean error) {
        SlateChoice here = with(
                wanted, wanted.image().map(finder::path), wanted.soundtrack().map(finder::path));
        Optional<String> refused = refused(here, error);
        if (refused.isEmpty()) {
            return Optional.of(here);
        }
        SlateChoice without = with(wanted, Optional.empty(), Optional.empty());
        if (!without.equals(here) && refused(without, error).isEmpty()) {
            remarks.add(of + ": its files are left out: " + refused.get());
            return Optional.of(without);
        }
        remarks.add(of + " is left out: " + refused.get());
        return Optional.empty();
    }

    private static SlateChoice with(SlateChoice choice, Optional<String> image, Optional<String> soundtrack) {
        return new SlateChoice(
                choice.visual(), choice.audio(), choice.title(), choice.subtitle(), image, soundtrack, choice.volume());
    }

    private Optional<String> refused(SlateChoice choice, boolean error) {
        try {
            channels.validate(new SlateChoices(
                    Optional.of(choice).filter(unused -> error),
                    Optional.of(choice).filter(unused -> !error)));
            return Optional.empty();
        } catch (ChannelException e) {
            return Optional.of(e.detail());
        }
    }
}
