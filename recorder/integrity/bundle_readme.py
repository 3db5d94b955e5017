"""What is written beside the evidence, for somebody who knows nothing of us."""

from typing import Final

README: Final = """\
录音证据包
==========
本包内容：
  audio/    原始录音（FLAC，左声道为来电方，右声道为对方），与入库时逐字节一致
  leaves/   封存记录：起止时间、时钟偏差、录音指纹（SHA-256），每 10 秒一个指纹
  proofs/   证明该封存记录位于签名日志之中（Merkle 证明，RFC 9162）
  checkpoint.txt  录音系统签名的检查点（Ed25519，RFC 8032）
  key.txt   公钥
  verify.py 核验程序，只需要 Python 3，不联网

核验：把本包解压到一个空目录，运行
    python3 -I -S verify.py
输出“结论：完好”且公钥、检查点与纸质存档或第二处保存的一致，则录音和时间自封存以来未被改动。
时间是录音设备的时钟；“时钟偏差”是设备与时间服务器之差（微秒，正数表示设备慢），空表示未知。
名称以 -r1、-r2 … 结尾的是脱密副本：封存记录写明原始录音、静音的样点、制作人和原因；
原始录音的封存记录也在本包内，原始声音则不在。
通话标签（号码、席位、事件）不在封存之内，因此也不在本包内。

A bundle of recordings as evidence
==================================
What is in it:
  audio/    the original sound (FLAC; left is the caller, right is what he heard), byte for byte
  leaves/   the seals: start and end, clock offset, fingerprints (SHA-256), one for each 10 s
  proofs/   the proof that each seal stands in the signed log (Merkle proof, RFC 9162)
  checkpoint.txt  how the log stood, signed by the recorder (Ed25519, RFC 8032)
  key.txt   its public key
  verify.py the program that checks all of it; needs Python 3 alone, no network

To check: unpack into an empty folder and run
    python3 -I -S verify.py
"RESULT: INTACT", with the same public key and checkpoint as on paper or at the second place, means
that neither sound nor times were changed since they were sealed. Times are those of the recorder's
clock; "clock offset" is how far it was off by the site's time server (microseconds, positive:
behind; None: not known). A name that ends in -r1, -r2 … is a redacted copy: its seal names the
original, the muted samples, who made it and why; the original's seal is in here, its sound is not.
Labels of a call (number, seat, incident) are not sealed and not in here.
"""
