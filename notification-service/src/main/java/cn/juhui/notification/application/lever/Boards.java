package cn.juhui.notification.application.lever;

import cn.juhui.platform.lever.LeverBoard.Standing;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.LeverKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The levers of all services. Each service keeps its own; they are asked when somebody looks, in that operator's name.
public interface Boards {

    /// @param levers by service
    /// @param missing the services that could not be asked
    record Found(SortedMap<String, List<Standing>> levers, List<String> missing) {}

    Found list();

    /// Pulls a lever of a service.
    ///
    /// @return how it stands now; empty when there is no such service, or no such thing in it
    Optional<Standing> pull(String service, LeverKind kind, String name, LeverChange change);
}
