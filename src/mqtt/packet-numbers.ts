import { writeToStream } from 'mqtt-packet';

/** The packet library keeps a buffer for each of the 65,536 packet ids, 7 MB, to save a microsecond now and then. */
export function keepNoPacketNumbers(): void {
  writeToStream.cacheNumbers = false;
}
