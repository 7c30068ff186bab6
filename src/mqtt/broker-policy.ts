import type { Logger } from '../logger.js';
import { type AccessRules, isSetTopic, mayPublish, maySubscribe } from './access.js';

/** Whoever is connected to the embedded broker. */
export interface Member {
  /** Name of the user, for the log. */
  readonly name: string;
  readonly rules: AccessRules;
  /** One of our own roles in this process. */
  readonly own: boolean;
}

/** What the policy sees, and may change, of a packet. */
export interface PolicyPacket {
  topic: string;
  payload: string | Buffer;
  retain: boolean;
}

/** Decides about every message. Clients are known by identity. */
export interface BrokerPolicy {
  admit(client: object, member: Member): void;
  /** Before a message is stored and delivered. */
  incoming(client: object | null, packet: PolicyPacket): void;
  /** Before a message goes to one client. */
  outgoing(client: object, packet: PolicyPacket): void;
  maySubscribe(client: object, filter: string): boolean;
}

export const OWN_MEMBER: Member = {
  name: 'wattbridge',
  rules: { publish: ['#'], subscribe: ['#', '$SYS/#'] },
  own: true,
};

/**
 * Where refused messages end: MQTT 3.1.1 (3.3.5) leaves only a silent drop or hanging up, and a client that is hung up
 * on comes back and tries again for ever.
 */
const NOWHERE = '$refused';

export function createBrokerPolicy(topicBase: string, log: Logger): BrokerPolicy {
  const members = new WeakMap<object, Member>();
  const warned = new WeakSet<object>();
  /** Payloads of commands that were sent with the retain flag; the broker passes them on by identity. */
  const retainedCommands = new WeakSet<Buffer>();

  function refuse(client: object | null, packet: PolicyPacket): void {
    const { topic } = packet;
    const level = client === null || warned.has(client) ? 'debug' : 'warn';
    const user = client === null ? undefined : members.get(client)?.name;
    log[level]({ user, topic }, 'A message was dropped: this user may not publish there');
    if (client !== null) warned.add(client);
    packet.topic = NOWHERE;
    packet.payload = Buffer.alloc(0);
    packet.retain = false;
  }

  return {
    admit: (client, member) => members.set(client, member),
    incoming(client, packet) {
      const member = client === null ? undefined : members.get(client);
      if (member === undefined || !mayPublish(member.rules, packet.topic)) {
        refuse(client, packet);
      } else if (packet.retain && isSetTopic(topicBase, packet.topic) && packet.payload.length > 0) {
        packet.retain = false;
        if (typeof packet.payload !== 'string') retainedCommands.add(packet.payload);
      }
    },
    outgoing(client, packet) {
      // MQTT 3.1.1 clears the flag of a live message; only our own bridge has to see it, to refuse the command.
      if (typeof packet.payload === 'string' || !retainedCommands.has(packet.payload)) return;
      if (members.get(client)?.own) packet.retain = true;
    },
    maySubscribe(client, filter) {
      const member = members.get(client);
      if (member !== undefined && maySubscribe(member.rules, filter)) return true;
      log.warn(
        { user: member?.name, filter },
        'A subscription was refused: this user may not read all of that',
      );
      return false;
    },
  };
}
