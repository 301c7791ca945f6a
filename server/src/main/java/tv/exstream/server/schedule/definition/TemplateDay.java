package tv.exstream.server.schedule.definition;

import java.util.Optional;

/**
 * On which days a template is used.
 *
 * @param days     {@link DateRule#ALWAYS} if empty
 * @param template name of a {@link BlockTemplate}
 * @param decos    name of a {@link DecoTemplate}; the deco of the whole schedule all day if empty
 */
public record TemplateDay(Optional<DateRule> days, String template, Optional<String> decos) {}
