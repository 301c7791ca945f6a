package tv.exstream.server.schedule.lineup;

import java.util.List;

/**
 * Applies tools. Pure: the same list, library and chance give the same list on any machine. No list grows beyond
 * {@value #MOST} entries by copying: a tool that copies makes fewer copies then.
 */
public final class LineupTools {
    /** Entries of a lineup: a year of programmes of five minutes. */
    public static final int MOST = 100_000;

    private LineupTools() {}

    /** The tools one after the other. What chance decides for one of them does not depend on the others. */
    public static List<LineupEntry> apply(
            List<LineupEntry> list, List<LineupTool> tools, LineupLibrary library, Chance chance) {
        List<LineupEntry> result = List.copyOf(list);
        for (int i = 0; i < tools.size(); i++) {
            result = apply(result, tools.get(i), library, chance.within(i));
        }
        return result;
    }

    /** One tool; the list given stays as it is. */
    public static List<LineupEntry> apply(
            List<LineupEntry> list, LineupTool tool, LineupLibrary library, Chance chance) {
        return List.copyOf(
                switch (tool) {
                    case LineupTool.Shuffle shuffle -> Shuffles.shuffle(list, chance);
                    case LineupTool.BlockShuffle blocks -> Shuffles.blocks(list, blocks, library, chance);
                    case LineupTool.CyclicShuffle cyclic -> Shuffles.cyclic(list, library, chance);
                    case LineupTool.Sort sort -> Orders.sort(list, sort, library);
                    case LineupTool.Slide slide -> Orders.slide(list, slide, library);
                    case LineupTool.Balance balance -> Copies.balance(list, balance, library);
                    case LineupTool.Replicate replicate -> Copies.replicate(list, replicate.times());
                    case LineupTool.RerunBlocks blocks -> Copies.rerun(list, blocks, library);
                    case LineupTool.Deduplicate deduplicate -> Removals.deduplicate(list);
                    case LineupTool.RemoveSpecials specials -> Removals.specials(list, library);
                    case LineupTool.RemoveShows shows -> Removals.shows(list, shows, library);
                    case LineupTool.RemoveFlex flex -> Removals.flex(list);
                    case LineupTool.Consolidate consolidate -> Removals.consolidate(list);
                    case LineupTool.AddFlex flex ->
                        Spaces.every(list, new LineupEntry.Flex(flex.duration()), flex.every());
                    case LineupTool.AddBreaks breaks -> Spaces.breaks(list, breaks, library, chance);
                    case LineupTool.AddRedirect redirect ->
                        Spaces.every(
                                list,
                                new LineupEntry.Redirect(redirect.redirect(), redirect.duration()),
                                redirect.every());
                    case LineupTool.PadToMarks pad ->
                        Spaces.before(list, new LineupEntry.Mark(pad.minutes(), pad.offset()));
                    case LineupTool.RestrictHours hours -> Spaces.restrict(list, hours, library);
                });
    }

    /** The programmes of a list. */
    static List<LineupEntry> programmes(List<LineupEntry> list) {
        return list.stream().filter(LineupEntry::programme).toList();
    }
}
