package cn.juhui.platform.process;

import cn.juhui.platform.messaging.ListeningService;

/// A service as a process of its own, for [OrderlyEndTest].
final class ListeningProcess {

    private ListeningProcess() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("ear-service", ListeningService.application(), arguments);
    }
}
