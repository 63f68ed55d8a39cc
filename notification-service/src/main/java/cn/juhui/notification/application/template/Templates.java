package cn.juhui.notification.application.template;

import cn.juhui.notification.domain.template.Template;
import cn.juhui.notification.domain.template.Template.Wording;
import java.util.List;

/// The sentences that were changed; all others are as the house brought them along.
public interface Templates {

    List<Template> changed();

    /// Puts another sentence in the place of what was there.
    Template put(String key, Wording zh, Wording en);

    /// From now on the one that the house brought along again.
    void reset(String key);
}
