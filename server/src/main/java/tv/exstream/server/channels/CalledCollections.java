package tv.exstream.server.channels;

import java.util.List;
import java.util.OptionalLong;

import tv.exstream.server.collection.CollectionService;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.sequential.ContentName;

/** Of a library only what schedules call collections by: enough to tell which ones a schedule draws from. */
record CalledCollections(CollectionService collections) implements ScheduleLibrary {
    @Override
    public List<Airable> items(long collectionId) {
        return List.of();
    }

    @Override
    public OptionalLong find(ContentName name) {
        return switch (name) {
            case ContentName.Collection called -> collections.called(called.name());
            case ContentName.Playlist called -> collections.called(called.name());
            case ContentName.Show show -> OptionalLong.empty();
            case ContentName.Search search -> OptionalLong.empty();
        };
    }
}
