package cn.juhui.scenarios.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.juhui.gateway.console.ConsoleFiles;
import cn.juhui.scenarios.support.RunningPlatform;
import org.junit.jupiter.api.Test;

/// 工作台: how quickly a queue answers its merchant, with ten thousand cases behind it. Measured on a machine that does nothing else.
class ConsolePaceStory {

    @Test
    void ninety_five_of_a_hundred_interactions_take_less_than_a_tenth_of_a_second()
            throws Exception {
        assumeTrue(ConsoleFiles.areBuilt(), "The console was not built: there is no Node");
        InBrowser.tell("pace", "http://127.0.0.1:" + RunningPlatform.shared().gatewayPort());
    }
}
