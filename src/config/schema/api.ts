import * as z from 'zod';
import { filePath, listeningAddress, port, url } from './fields.js';

const tlsSchema = z
  .strictObject({
    cert_file: filePath().meta({
      description: 'Certificate with its chain, PEM.',
      example: '/etc/wattbridge/api.crt',
    }),
    key_file: filePath().meta({
      description: 'Private key of the certificate, PEM.',
      example: '/etc/wattbridge/api.key',
    }),
  })
  .meta({ description: 'Encryption (HTTPS).' });

export const apiSchema = z
  .strictObject({
    host: listeningAddress().default('127.0.0.1').meta({
      description:
        'Where the REST API listens. `127.0.0.1`: only this machine; `0.0.0.0`: the whole network. It always asks for a key.',
    }),
    port: port().nullable().default(7380).meta({
      description: 'TCP port. 0 takes any free port, `null` switches the REST API off.',
    }),
    tls: tlsSchema.exactOptional(),
    cors_origins: z
      .array(url(['http', 'https']).meta({ example: 'https://dashboard.example.org' }))
      .default([])
      .meta({ description: 'Origins of web pages that may call the REST API from a browser.' }),
    rate_limit_per_minute: z.number().int().min(10).max(10_000_000).default(1200).meta({
      description:
        'Requests per minute that a key, or an address without a valid key, may make before it is told to wait.',
    }),
    public_metrics: z.boolean().default(false).meta({
      description: 'Show `/metrics` without a key, for a Prometheus that cannot send one.',
    }),
    private_webhooks: z.boolean().default(false).meta({
      description: 'Let webhooks go to addresses in private networks and to `http://`.',
    }),
  })
  .meta({ description: 'The REST API of the ledger.' });
