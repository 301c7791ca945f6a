package tv.exstream.server.portable;

import java.util.Map;
import java.util.Optional;

import tv.exstream.server.collection.CollectionRule;
import tv.exstream.server.schedule.item.ChannelRef;

/**
 * Gives the media in the parts of a document other keys; what has none is left out.
 *
 * @param keys the new ones by the old ones
 */
record NumberedMedia(Map<Long, Long> keys) implements DefinitionKeys.Keys, RuleKeys.Keys {
    PortableCollection apply(PortableCollection one) {
        return new PortableCollection(one.key(), one.name(), one.kept(), RuleKeys.apply(one.rule(), this));
    }

    PortableSchedule apply(PortableSchedule one) {
        return new PortableSchedule(one.name(), DefinitionKeys.apply(one.definition(), this), one.seed());
    }

    PortableChannel apply(PortableChannel one) {
        return one.programming() instanceof PortableProgramming.Own own
                ? one.airing(new PortableProgramming.Own(DefinitionKeys.apply(own.definition(), this), own.seed()))
                : one;
    }

    @Override
    public long collection(long key) {
        return key;
    }

    @Override
    public Optional<Long> media(long key) {
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public ChannelRef channel(ChannelRef channel) {
        return channel;
    }

    @Override
    public CollectionRule.Folder folder(CollectionRule.Folder rule) {
        return rule;
    }
}
