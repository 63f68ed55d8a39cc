/// JPEG files, and what telephones put behind their end.
@NullMarked
package cn.juhui.evidence.adapter.imaging.format.jpeg;

import org.jspecify.annotations.NullMarked;
