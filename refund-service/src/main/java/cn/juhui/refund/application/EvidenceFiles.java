package cn.juhui.refund.application;

import cn.juhui.refund.domain.Quote;
import java.util.List;

/// The evidence that evidence-service keeps.
public interface EvidenceFiles {

    /// Those of the ids that exist and that the caller of the request in hand may see.
    ///
    /// @throws ServiceDownException when evidence-service doesn't answer
    List<Quote.Evidence> find(List<String> ids);
}
