package cn.juhui.platform.journal;

import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.platform.testkit.MemoryJournal;

class MemoryJournalTest extends JournalContract {

    private final Journal<Tally, MessagePosted> journal = new MemoryJournal<>(CLOCK, Tally::due);

    @Override
    Journal<Tally, MessagePosted> journal() {
        return journal;
    }
}
